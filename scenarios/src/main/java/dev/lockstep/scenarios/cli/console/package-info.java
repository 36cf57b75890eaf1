/**
 * What every command shares: where results go and in which form, errors as one line, what results
 * are shown on.
 *
 * <p>May use: everything below the command line.
 */
package dev.lockstep.scenarios.cli.console;
