/* Counts the instructions of a program on the processor here, of which no emulator need know
 * what it can: from its second thread on, every thread is stopped after each instruction. That
 * is fifty thousand a second, so what is counted has to be small.
 *
 *     steps PROGRAM ARGUMENT...
 *
 * `benches/processors.py` compiles it. */

#include <inttypes.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static void must(long outcome, const char *what) {
    if (outcome < 0) {
        perror(what);
        exit(125);
    }
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "steps PROGRAM ARGUMENT...\n");
        return 125;
    }
    pid_t program = fork();
    must(program, "fork");
    if (program == 0) {
        must(ptrace(PTRACE_TRACEME, 0, 0, 0), "ptrace");
        raise(SIGSTOP);
        execvp(argv[1], argv + 1);
        perror(argv[1]);
        _exit(127);
    }
    int status;
    must(waitpid(program, &status, 0), "waitpid");
    long options = PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
    must(ptrace(PTRACE_SETOPTIONS, program, 0, options), "ptrace");
    must(ptrace(PTRACE_CONT, program, 0, 0), "ptrace");

    /* What comes before the work has but one thread, and is not counted. */
    enum __ptrace_request next = PTRACE_CONT;
    uint64_t count = 0;
    pid_t thread;
    while ((thread = waitpid(-1, &status, __WALL)) > 0) {
        if (!WIFSTOPPED(status)) {
            if (thread == program) {
                break;
            }
            continue;
        }
        int received = WSTOPSIG(status);
        int event = status >> 16;
        /* A step, a new thread and a new program are signs to this one alone. */
        if (received == SIGTRAP && event == 0) {
            count++;
        }
        if (event == PTRACE_EVENT_CLONE) {
            next = PTRACE_SINGLESTEP;
        }
        int forward = received == SIGTRAP || received == SIGSTOP ? 0 : received;
        /* A thread may be killed between its stop and its next step. */
        ptrace(next, thread, 0, forward);
    }
    fprintf(stderr, "instructions %" PRIu64 "\n", count);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 125;
}
