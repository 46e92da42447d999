include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/evolve)

install(TARGETS evolve)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/evolve ${PROJECT_BINARY_DIR}/include/evolve
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

set_target_properties(evolve_pure PROPERTIES EXPORT_NAME pure)
set_target_properties(evolve_execute PROPERTIES EXPORT_NAME execute)
install(TARGETS evolve_pure evolve_execute EXPORT evolveTargets)
install(EXPORT evolveTargets NAMESPACE evolve:: DESTINATION ${package_dir})
set_target_properties(evolve_prove PROPERTIES EXPORT_NAME prove)
install(TARGETS evolve_prove EXPORT evolveProveTargets)
install(EXPORT evolveProveTargets NAMESPACE evolve:: DESTINATION ${package_dir})

configure_package_config_file(package/evolveConfig.cmake.in ${PROJECT_BINARY_DIR}/evolveConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/evolveConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/evolveConfig.cmake ${PROJECT_BINARY_DIR}/evolveConfigVersion.cmake
              package/archives.cmake package/check_graph.cmake
        DESTINATION ${package_dir})
# As source: it is no part of the build here.
install(FILES package/graph_tests.cpp.in DESTINATION ${package_dir} RENAME graph_tests.cpp)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
