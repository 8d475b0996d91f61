/* SPDX-License-Identifier: Apache-2.0
 *
 * Text as HTML: the one place where what people wrote becomes part of a page. Any thread.
 */
#ifndef STENCIL_BASE_HTML_H
#define STENCIL_BASE_HTML_H

#include <glib.h>

/* Appends UTF-8 text so that HTML reads it as text, in an element or in a quoted attribute (HTML
 * Standard, 13.1.2.3): & < > " ' are escaped. A control character other than tab and line feed,
 * which HTML takes in no form, becomes U+FFFD. */
void html_add(GString *to, const char *text);

/* Appends HTML in which %s is text, escaped, and %d a whole number. Nothing else is understood. */
void html_write(GString *to, const char *html, ...) __attribute__((format(printf, 2, 3)));

/* Text for one line of somebody else's page (a title, a link preview): white space is made single
 * blanks, direction controls are left out, since nothing there ends what they begin, and after
 * `characters_max` characters there is "…", at the end of a word where one ends in the last third,
 * and never inside of what is seen as one character. New. */
char *html_line(const char *text, size_t characters_max);

#endif
