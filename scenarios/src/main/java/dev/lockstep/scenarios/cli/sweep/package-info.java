/**
 * The command {@code sweep}.
 *
 * <p>May use: {@code cli.console}, {@code study}, picocli.
 */
package dev.lockstep.scenarios.cli.sweep;
