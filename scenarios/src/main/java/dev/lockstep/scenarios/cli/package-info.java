/**
 * The command line: reads arguments, calls the packages beside it, prints. Results go to standard
 * output, everything else to standard error; exit status 0, 1 (the run failed) or 2 (bad usage or a
 * bad file), and one line for an error.
 *
 * <p>May use: everything; nothing uses it.
 */
package dev.lockstep.scenarios.cli;
