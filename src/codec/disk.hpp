#pragma once

#include <string>
#include <string_view>

#include "evolve/base/result.hpp"
#include "evolve/codec/file_error.hpp"

namespace evolve::codec {

/// All bytes of a regular file of at most 64 MiB.
Result<std::string, FileError> read_file(const std::string& path);

/// Makes a file that is not there yet, all or nothing: written aside in the same directory, synced,
/// renamed. A file of that name that is there, also one that came meanwhile, stays as it is.
Result<Done, FileError> write_new_file(const std::string& path, std::string_view text,
                                       unsigned mode = 0666);

/// Makes a file, or replaces what it holds, all or nothing. One that holds this text already is not
/// touched.
Result<Done, FileError> write_file(const std::string& path, std::string_view text);

/// Gives a file its name, never that of a file which is there: false, and why in errno.
bool publish(const std::string& from, const std::string& to);

/// Makes the names in a directory last; false, and why in errno.
bool sync_directory(const std::string& path);

/// The directory that the file is in.
std::string directory_of(const std::string& path);

/// Makes a directory and those above it; no error where it is there.
Result<Done, FileError> make_directory(const std::string& path);

}  // namespace evolve::codec
