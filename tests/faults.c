/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Disks that refuse, for the tests: loaded before libc (LD_PRELOAD), it lets system calls on
 * what lies in one folder fail, or wait. Whoever writes there (Python, SQLite, Qt) is none the
 * wiser. `tests/faults.py` builds and steers it.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static char folder[PATH_MAX];
static int first, last, reason, called, gone, hung, waiting;

/* The writing calls from number `from` to `to`, counted from 1, fail with `error`. */
void faults_refuse(const char *where, int from, int to, int error)
{
    pthread_mutex_lock(&mutex);
    snprintf(folder, sizeof folder, "%s", where);
    first = from, last = to, reason = error, called = 0, gone = 0;
    pthread_mutex_unlock(&mutex);
}

/* Every call by name fails with `error`: the drive is not there. */
void faults_vanish(const char *where, int error)
{
    faults_refuse(where, 0, 0, error);
    gone = 1;
}

/* Every call waits until `faults_heal`. */
void faults_hang(const char *where)
{
    faults_refuse(where, 0, 0, 0);
    hung = 1;
}

void faults_heal(void)
{
    pthread_mutex_lock(&mutex);
    folder[0] = 0, gone = hung = 0;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
}

int faults_called(void) { return called; }

int faults_waiting(void) { return waiting; }

static int refuses(const char *path, int writes)
{
    int error = 0;
    pthread_mutex_lock(&mutex);
    if (folder[0] && path && !strncmp(path, folder, strlen(folder))) {
        waiting++;
        while (hung)
            pthread_cond_wait(&changed, &mutex);
        waiting--;
        if (writes)
            called++;
        if (gone || (writes && called >= first && called <= last))
            error = reason;
    }
    pthread_mutex_unlock(&mutex);
    if (error)
        errno = error;
    return error;
}

static int refuses_file(int file)
{
    char name[64], path[PATH_MAX];
    if (!folder[0])
        return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return refuses(path, 1);
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

#define OPENS(name)                                                                   \
    int name(const char *path, int flags, ...)                                        \
    {                                                                                 \
        REAL(name);                                                                   \
        va_list more;                                                                 \
        va_start(more, flags);                                                        \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;       \
        va_end(more);                                                                 \
        return refuses(path, flags & O_CREAT) ? -1 : real(path, flags, mode);         \
    }
OPENS(open)
OPENS(open64)

/* Half of it is written before the disk refuses. */
#define WRITES(name, more, ...)                                                       \
    ssize_t name(int file, const void *data, size_t size more)                        \
    {                                                                                 \
        REAL(name);                                                                   \
        int error = refuses_file(file) ? errno : 0;                                   \
        ssize_t done = real(file, data, error ? size / 2 : size __VA_ARGS__);         \
        if (error)                                                                    \
            errno = error;                                                            \
        return error ? -1 : done;                                                     \
    }
#define PLACE , off_t place
WRITES(write, )
WRITES(pwrite, PLACE, , place)
WRITES(pwrite64, PLACE, , place)

#define ON_FILE(name, parameters, ...)                                                \
    int name parameters                                                               \
    {                                                                                 \
        REAL(name);                                                                   \
        return refuses_file(file) ? -1 : real(__VA_ARGS__);                           \
    }
ON_FILE(fsync, (int file), file)
ON_FILE(fdatasync, (int file), file)
ON_FILE(ftruncate, (int file, off_t size), file, size)
ON_FILE(ftruncate64, (int file, off_t size), file, size)
ON_FILE(fchmod, (int file, mode_t mode), file, mode)

#define ON_PATH(type, none, name, writes, parameters, ...)                            \
    type name parameters                                                              \
    {                                                                                 \
        REAL(name);                                                                   \
        return refuses(path, writes) ? none : real(__VA_ARGS__);                      \
    }
ON_PATH(int, -1, rename, 1, (const char *path, const char *to), path, to)
ON_PATH(int, -1, chmod, 1, (const char *path, mode_t mode), path, mode)
ON_PATH(int, -1, mkdir, 1, (const char *path, mode_t mode), path, mode)
ON_PATH(int, -1, stat, 0, (const char *path, struct stat *to), path, to)
ON_PATH(int, -1, lstat, 0, (const char *path, struct stat *to), path, to)
ON_PATH(int, -1, stat64, 0, (const char *path, struct stat64 *to), path, to)
ON_PATH(int, -1, lstat64, 0, (const char *path, struct stat64 *to), path, to)
ON_PATH(int, -1, access, 0, (const char *path, int how), path, how)
ON_PATH(DIR *, NULL, opendir, 0, (const char *path), path)

int renameat(int from, const char *path, int to, const char *other)
{
    REAL(renameat);
    return refuses(path, 1) ? -1 : real(from, path, to, other);
}

int fstatat(int at, const char *path, struct stat *to, int flags)
{
    REAL(fstatat);
    return refuses(path, 0) ? -1 : real(at, path, to, flags);
}

int fstatat64(int at, const char *path, struct stat64 *to, int flags)
{
    REAL(fstatat64);
    return refuses(path, 0) ? -1 : real(at, path, to, flags);
}

int statx(int at, const char *restrict path, int flags, unsigned mask, struct statx *restrict to)
{
    REAL(statx);
    return refuses(path, 0) ? -1 : real(at, path, flags, mask, to);
}
