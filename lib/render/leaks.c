/* SPDX-License-Identifier: Apache-2.0 */

#ifdef __SANITIZE_ADDRESS__
/* fontconfig keeps 288 bytes of its own to the end, and x265, with which tests make HEIC, some more. A worker has no
 * environment through which the sanitizer could be told. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\nleak:libx265";
}
#endif
