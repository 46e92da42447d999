# libsodium and libxxhash bring no CMake package. Their archives are taken before their shared
# libraries. The build reads this file, and so does evolveConfig.cmake.
function(evolve_import name header)
  if(TARGET evolve::${name})
    return()
  endif()
  find_library(EVOLVE_${name}_LIBRARY NAMES lib${name}.a ${name} REQUIRED)
  find_path(EVOLVE_${name}_INCLUDE_DIR NAMES ${header} REQUIRED)
  mark_as_advanced(EVOLVE_${name}_LIBRARY EVOLVE_${name}_INCLUDE_DIR)
  add_library(evolve::${name} UNKNOWN IMPORTED)
  set_target_properties(evolve::${name} PROPERTIES
    IMPORTED_LOCATION ${EVOLVE_${name}_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${EVOLVE_${name}_INCLUDE_DIR})
endfunction()

evolve_import(sodium sodium.h)
evolve_import(xxhash xxhash.h)
