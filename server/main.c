/* SPDX-License-Identifier: Apache-2.0 */
#include <getopt.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "config.h"
#include "serve.h"

static const char usage[] =
    "usage: stencild serve [--listen 127.0.0.1:8080] [--data DIR] [--config FILE]\n"
    "       stencild account add HANDLE --role member|moderator|admin --password-stdin [--data DIR] [--config FILE]\n"
    "       stencild check [--repair] [--data DIR] [--config FILE]\n"
    "       stencild config [--config FILE]\n"
    "       stencild version\n";

struct options {
    const char *listen, *data, *config, *role;
    bool password_stdin, repair;
};

static bool read_options(int argc, char **argv, struct options *o)
{
    static const struct option known[] = {
        {"listen", required_argument, NULL, 'l'},
        {"data", required_argument, NULL, 'd'},
        {"config", required_argument, NULL, 'c'},
        {"role", required_argument, NULL, 'r'},
        {"password-stdin", no_argument, NULL, 'p'},
        {"repair", no_argument, NULL, 'R'},
        {0},
    };
    for (int letter; (letter = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        switch (letter) {
        case 'l':
            o->listen = optarg;
            break;
        case 'd':
            o->data = optarg;
            break;
        case 'c':
            o->config = optarg;
            break;
        case 'r':
            o->role = optarg;
            break;
        case 'p':
            o->password_stdin = true;
            break;
        case 'R':
            o->repair = true;
            break;
        default:
            return false;
        }
    }
    return true;
}

static bool read_config(struct config *config, const struct options *o, char **error)
{
    return (!o->config || config_read_file(config, o->config, error)) &&
           config_read_environment(config, environ, error) &&
           (!o->listen || config_set(config, "http", "listen", o->listen, "--listen", error)) &&
           (!o->data || config_set(config, "data", "folder", o->data, "--data", error));
}

static int run(int argc, char **argv, const struct options *o, const struct config *config)
{
    const char *command = argc > 1 ? argv[1] : "";
    if (strcmp(command, "serve") == 0 && argc == 2)
        return serve_command(config);
    if (strcmp(command, "account") == 0 && argc == 4 && strcmp(argv[2], "add") == 0 && o->role && o->password_stdin)
        return account_command(config, argv[3], o->role);
    if (strcmp(command, "check") == 0 && argc == 2)
        return check_command(config, o->repair);
    if (strcmp(command, "config") == 0 && argc == 2) {
        config_print(config, stdout);
        return EXIT_SUCCESS;
    }
    if (strcmp(command, "version") == 0 && argc == 2) {
        printf("stencild %s\n", STENCIL_VERSION);
        return EXIT_SUCCESS;
    }
    fputs(usage, stderr);
    return 2;
}

int main(int argc, char **argv)
{
    struct options options = {0};
    g_autofree char *error = NULL;
    /* What the daemon stores is its own, in whatever folder it is put. */
    umask(077);
    if (!read_options(argc, argv, &options)) {
        fputs(usage, stderr);
        return 2;
    }
    /* getopt has moved the words before the options to the end of the list. */
    int words = argc - optind + 1;
    argv[optind - 1] = argv[0];
    struct config *config = config_new();
    int code;
    if (read_config(config, &options, &error)) {
        code = run(words, argv + optind - 1, &options, config);
    } else {
        fprintf(stderr, "stencild: %s\n", error);
        code = 2;
    }
    config_free(config);
    return code;
}
