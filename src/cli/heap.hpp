#pragma once

namespace evolve::cli {

/// Lets the kernel back the heap of this process with large pages, where it can: a large schema is
/// some 25 MB of small values, and to be given them page by page costs more than to read it
/// (docs/benchmarks.md). Called once, before there are threads. Without effect where there is no
/// glibc or no Linux; what fails is passed over.
void use_large_pages();

}  // namespace evolve::cli
