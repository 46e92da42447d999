# Checks a graph in a project's own Boost.Test program: every migration and law is a test case of the
# suite `schema` in it.
#
#     find_package(evolve REQUIRED COMPONENTS prove)
#     evolve_check_graph(my_tests ${CMAKE_CURRENT_SOURCE_DIR}/schema)
set(evolve_graph_tests ${CMAKE_CURRENT_LIST_DIR}/graph_tests.cpp)

function(evolve_check_graph target directory)
  find_package(Boost 1.74 REQUIRED COMPONENTS unit_test_framework)
  get_filename_component(graph ${directory} ABSOLUTE BASE_DIR ${CMAKE_CURRENT_SOURCE_DIR})
  target_sources(${target} PRIVATE ${evolve_graph_tests})
  set_source_files_properties(${evolve_graph_tests} PROPERTIES
    COMPILE_DEFINITIONS EVOLVE_GRAPH_DIRECTORY="${graph}")
  target_link_libraries(${target} PRIVATE evolve::prove Boost::unit_test_framework)
endfunction()
