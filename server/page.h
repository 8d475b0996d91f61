/* SPDX-License-Identifier: Apache-2.0
 *
 * Pages of lists: limit, cursor, and the link to the next one (RFC 8288). A cursor is the
 * sort key and id of the last item, so that pages stay stable when things are added.
 */
#ifndef STENCIL_PAGE_H
#define STENCIL_PAGE_H

#include "reply.h"
#include "store/collection.h"

/* The id of a place in a list that is sorted by its number alone. */
#define PAGE_NO_ID "AAAAAAAAAAAAAAAAAAAAAA"

struct page {
    int64_t limit;
    struct collection_place after; /* the start: greater than all */
    char *id;                      /* what after.id points to */
};

void page_clear(struct page *page);
typedef struct page page;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(page, page_clear)

/* Reads `limit` and `cursor`; E_INVALID with what was refused. */
enum err page_read(struct req *req, struct page *page);

/* Answers with the items (taken over). `last` is the place of the last one where more may
 * follow, NULL at the end; `extra` are further query parameters of the link, or "". */
enum err page_reply_take(const struct req *req, struct reply *reply, json_t *items, const struct page *page,
                         const struct collection_place *last, const char *extra);

/* The same for a list whose items are numbered, newest first: the cursor is the number of the
 * last one. `before` is greater than all at the start, `last` 0 at the end. */
enum err page_read_numbered(struct req *req, int64_t *limit, int64_t *before);
enum err page_reply_numbered_take(const struct req *req, struct reply *reply, json_t *items, int64_t limit,
                                  int64_t last, const char *extra);

/* Adds a query parameter to those of the link, as it came, where it came. */
void page_keep(const struct req *req, const char *name, GString *extra);

/* Lists collections by `query` (its viewer, place and limit are filled here). */
enum err page_of_collections(struct req *req, struct reply *reply, struct collection_page *query, const char *extra);

/* For the lane WORK: lists in one read transaction, so that nothing changes in between. */
enum err page_in_one_view(struct req *req, struct reply *reply, enum err (*list)(struct req *req, struct reply *reply));

#endif
