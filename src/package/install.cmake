include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/evolve)

install(TARGETS evolve)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/evolve ${PROJECT_BINARY_DIR}/include/evolve
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

set_target_properties(evolve_pure PROPERTIES EXPORT_NAME pure)
set_target_properties(evolve_execute PROPERTIES EXPORT_NAME execute)
install(TARGETS evolve_pure evolve_execute EXPORT evolveTargets)
install(EXPORT evolveTargets NAMESPACE evolve:: DESTINATION ${package_dir})

configure_package_config_file(package/evolveConfig.cmake.in ${PROJECT_BINARY_DIR}/evolveConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/evolveConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/evolveConfig.cmake ${PROJECT_BINARY_DIR}/evolveConfigVersion.cmake
              package/archives.cmake
        DESTINATION ${package_dir})

install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
