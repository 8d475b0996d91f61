/* SPDX-License-Identifier: Apache-2.0 */
#include "net/sender.h"

#include <poll.h>
#include <sys/eventfd.h>

#include "base/clock.h"
#include "net/transfer.h"

struct sender {
    struct sender_settings settings;
    CURLM *multi; /* NULL until there is something to send */
    GPtrArray *transfers;
};

struct sender *sender_new(const struct sender_settings *settings)
{
    struct sender *sender = g_new0(struct sender, 1);
    sender->settings = *settings;
    sender->transfers = g_ptr_array_new();
    return sender;
}

static struct transfer *transfer_at(const struct sender *sender, guint number)
{
    return sender->transfers->pdata[number];
}

static void drop(struct sender *sender, struct transfer *t)
{
    g_ptr_array_remove_fast(sender->transfers, t);
    curl_must(curl_multi_remove_handle(sender->multi, t->easy));
    transfer_free(t);
}

void sender_free(struct sender *sender)
{
    while (sender->transfers->len) {
        /* A name that is still being looked up is not waited for. */
        curl_must(curl_easy_setopt(transfer_at(sender, 0)->easy, CURLOPT_QUICK_EXIT, 1L));
        drop(sender, transfer_at(sender, 0));
    }
    g_ptr_array_unref(sender->transfers);
    if (sender->multi) {
        curl_must(curl_multi_cleanup(sender->multi));
        curl_global_cleanup();
    }
    g_free(sender);
}

void sender_add(struct sender *sender, struct post *post)
{
    if (!sender->multi) {
        curl_must(curl_global_init(CURL_GLOBAL_DEFAULT));
        sender->multi = curl_multi_init();
        curl_must(sender->multi == NULL);
    }
    struct transfer *t = transfer_new(post, &sender->settings);
    curl_must(curl_multi_add_handle(sender->multi, t->easy));
    g_ptr_array_add(sender->transfers, t);
}

guint sender_count(const struct sender *sender)
{
    return sender->transfers->len;
}

struct post *sender_post(const struct sender *sender, guint number)
{
    return transfer_at(sender, number)->post;
}

static void collect(struct sender *sender, GPtrArray *done)
{
    int running, left;
    curl_must(curl_multi_perform(sender->multi, &running));
    for (CURLMsg *message; (message = curl_multi_info_read(sender->multi, &left));) {
        struct transfer *t;
        curl_must(curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &t));
        transfer_settle(t, message->data.result);
        g_ptr_array_add(done, t->post);
        drop(sender, t);
    }
}

/* Waits for something to happen; whether it was the wake. */
static bool wait_once(struct sender *sender, int wake_fd, int timeout_ms)
{
    eventfd_t count;
    struct pollfd own = {.fd = wake_fd, .events = POLLIN};
    struct curl_waitfd extra = {.fd = wake_fd, .events = CURL_WAIT_POLLIN};
    if (sender->multi)
        curl_must(curl_multi_poll(sender->multi, &extra, 1, timeout_ms, NULL));
    else
        poll(&own, 1, timeout_ms);
    return eventfd_read(wake_fd, &count) == 0;
}

void sender_wait(struct sender *sender, int wake_fd, int timeout_ms, GPtrArray *done)
{
    int64_t until_us = clock_monotonic_us() + timeout_ms * INT64_C(1000);
    for (bool is_woken = false;;) {
        if (sender->multi)
            collect(sender, done);
        int64_t left_us = until_us - clock_monotonic_us();
        if (done->len || is_woken || left_us <= 0)
            return;
        is_woken = wait_once(sender, wake_fd, (int)(left_us / 1000) + 1);
    }
}
