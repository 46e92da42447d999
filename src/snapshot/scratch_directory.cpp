#include "snapshot/scratch_directory.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace evolve {

namespace fs = std::filesystem;

ScratchDirectory::ScratchDirectory() {
    const bool in_memory = access("/dev/shm", W_OK) == 0;
    std::string pattern =
        (in_memory ? fs::path("/dev/shm") : fs::temp_directory_path()) / "evolve-fuzz-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("no directory can be made for scratch files");
    path_ = fs::canonical(pattern);
}

ScratchDirectory::~ScratchDirectory() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::string bytes_of_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_bytes(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace evolve
