# SQLite::SQLite3: the system's library, or a sqlite3.c that is compiled here, so that a fuzzer sees
# into it. That one has what Debian's debian/rules and configure give it.
set(EVOLVE_SQLITE_AMALGAMATION "" CACHE FILEPATH
    "A sqlite3.c that every program gets in the place of the system's library")

if(NOT EVOLVE_SQLITE_AMALGAMATION)
  find_package(SQLite3 3.40 REQUIRED)
  return()
endif()

enable_language(C)
add_library(evolve_sqlite STATIC ${EVOLVE_SQLITE_AMALGAMATION})
get_filename_component(amalgamation_dir ${EVOLVE_SQLITE_AMALGAMATION} DIRECTORY)
target_include_directories(evolve_sqlite SYSTEM PUBLIC ${amalgamation_dir})
target_compile_definitions(evolve_sqlite PRIVATE
  SQLITE_SECURE_DELETE SQLITE_ENABLE_COLUMN_METADATA SQLITE_ENABLE_FTS3
  SQLITE_ENABLE_FTS3_PARENTHESIS SQLITE_ENABLE_RTREE=1 SQLITE_SOUNDEX=1 SQLITE_ENABLE_UNLOCK_NOTIFY
  SQLITE_OMIT_LOOKASIDE=1 SQLITE_ENABLE_DBSTAT_VTAB SQLITE_ALLOW_ROWID_IN_VIEW
  SQLITE_ENABLE_UPDATE_DELETE_LIMIT=1 SQLITE_ENABLE_LOAD_EXTENSION SQLITE_ENABLE_JSON1
  SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_THREADSAFE=1 SQLITE_ENABLE_FTS3_TOKENIZER=1 SQLITE_USE_URI=1
  SQLITE_MAX_SCHEMA_RETRY=25 SQLITE_ENABLE_PREUPDATE_HOOK SQLITE_ENABLE_SESSION
  SQLITE_ENABLE_STMTVTAB SQLITE_MAX_VARIABLE_NUMBER=250000
  SQLITE_ENABLE_FTS4 SQLITE_ENABLE_FTS5 SQLITE_ENABLE_MATH_FUNCTIONS HAVE_ISNAN)
target_compile_options(evolve_sqlite PRIVATE -w -fno-strict-aliasing)
find_package(Threads REQUIRED)
target_link_libraries(evolve_sqlite PUBLIC Threads::Threads ${CMAKE_DL_LIBS} m)

# Imported, so that what is installed goes on asking for the system's.
add_library(SQLite::SQLite3 INTERFACE IMPORTED)
target_link_libraries(SQLite::SQLite3 INTERFACE evolve_sqlite)
