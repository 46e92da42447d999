#include "work/counter.hpp"

#include <cstdlib>
#include <new>

// What the compiler calls in every block, and what replaces the allocation of memory. Compiled
// without that option, or it would call itself.

namespace {

evolve::work::Work total;

}  // namespace

extern "C" void __sanitizer_cov_trace_pc() { ++total.blocks; }

void* operator new(std::size_t size) {
    total.bytes += size;
    if (void* memory = std::malloc(size > 0 ? size : 1)) return memory;
    throw std::bad_alloc();
}

void* operator new[](std::size_t size) { return operator new(size); }

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace evolve::work {

Work done_so_far() { return total; }

}  // namespace evolve::work
