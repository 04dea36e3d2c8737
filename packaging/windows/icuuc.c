// SPDX-License-Identifier: GPL-3.0-or-later
// Windows 10 has icuuc.dll and Wine 8 does not: a stand-in that knows no converter, so that Qt's
// core library can be loaded. For tests; never part of the program.
#include <stdint.h>

#define API __declspec(dllexport)
#define U_FILE_ACCESS_ERROR 4

typedef int32_t UErrorCode;

API void *ucnv_open(const char *name, UErrorCode *error) { (void)name; *error = U_FILE_ACCESS_ERROR; return 0; }
API void ucnv_close(void *converter) { (void)converter; }
API void ucnv_reset(void *converter) { (void)converter; }
API int8_t ucnv_getMaxCharSize(const void *converter) { (void)converter; return 1; }
API const char *ucnv_getName(const void *converter, UErrorCode *error) { (void)converter; *error = U_FILE_ACCESS_ERROR; return 0; }
API const char *ucnv_getStandardName(const char *name, const char *standard, UErrorCode *error) { (void)name; (void)standard; *error = U_FILE_ACCESS_ERROR; return 0; }
API const char *ucnv_getAvailableName(int32_t index) { (void)index; return 0; }
API int32_t ucnv_countAvailable(void) { return 0; }
API void ucnv_toUnicode(void *converter, void *target, void *limit, void *source, void *end, void *offsets, int8_t flush, UErrorCode *error) { *error = U_FILE_ACCESS_ERROR; }
API void ucnv_fromUnicode(void *converter, void *target, void *limit, void *source, void *end, void *offsets, int8_t flush, UErrorCode *error) { *error = U_FILE_ACCESS_ERROR; }
API int32_t ucnv_toUCountPending(const void *converter, UErrorCode *error) { (void)converter; *error = U_FILE_ACCESS_ERROR; return 0; }
API int32_t ucnv_fromUCountPending(const void *converter, UErrorCode *error) { (void)converter; *error = U_FILE_ACCESS_ERROR; return 0; }

// Callbacks and their setters: nothing to do without a converter.
#define NOTHING(name) API void name(void) {}
NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
NOTHING(ucnv_getToUCallBack)
NOTHING(ucnv_setToUCallBack)
NOTHING(ucnv_getFromUCallBack)
NOTHING(ucnv_setFromUCallBack)
NOTHING(ucnv_cbToUWriteUChars)
NOTHING(ucnv_cbFromUWriteUChars)
