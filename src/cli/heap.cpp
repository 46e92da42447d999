#include "cli/heap.hpp"

#include <cstdlib>  // says whether there is __GLIBC__

#if defined(__GLIBC__) && defined(__linux__)

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <limits>

namespace evolve::cli {
namespace {

constexpr std::uintptr_t large_page = std::uintptr_t{2} << 20;

/// How far the heap grows at the beginning: address space, which is memory once it is written.
constexpr int growth = 512 << 20;

/// Afterwards, and what glibc would take.
constexpr int usual_growth = 128 << 10;

/// What stays in small pages, so that a run that needs no more is not given a large one.
constexpr std::uintptr_t small_part = std::uintptr_t{512} << 10;

/// Has the heap grow far at once. Without effect where so much address space is not to be had.
void grow() {
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());  // it does not shrink again
    mallopt(M_MMAP_THRESHOLD, 32 << 20);                         // what is large lies in it too
    mallopt(M_MXFAST, 0);  // nor are all freed values looked through whenever something large goes
    mallopt(M_TOP_PAD, growth);
    void* volatile part = std::malloc(small_part);  // volatile: not to be optimised away
    std::free(part);
    mallopt(M_TOP_PAD, usual_growth);
}

}  // namespace

void use_large_pages() {
    const auto begin = reinterpret_cast<std::uintptr_t>(sbrk(0));
    grow();
    const auto end = reinterpret_cast<std::uintptr_t>(sbrk(0));
    const std::uintptr_t first = (begin + small_part + large_page - 1) / large_page * large_page;
    if (first < end) madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
}

}  // namespace evolve::cli

#else

namespace evolve::cli {

void use_large_pages() {}

}  // namespace evolve::cli

#endif
