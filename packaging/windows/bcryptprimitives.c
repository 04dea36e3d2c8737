// SPDX-License-Identifier: GPL-3.0-or-later
// Windows has bcryptprimitives.dll and Wine 8 does not: random numbers for libraries in Rust.
// For tests; never part of the program.
#include <stddef.h>

int __stdcall SystemFunction036(void *buffer, unsigned long length);  // advapi32: RtlGenRandom

__declspec(dllexport) int __stdcall ProcessPrng(void *buffer, size_t length) {
    return SystemFunction036(buffer, (unsigned long)length) ? 1 : 0;
}
