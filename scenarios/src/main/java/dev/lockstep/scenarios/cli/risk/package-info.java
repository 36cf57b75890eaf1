/**
 * The command {@code risk}.
 *
 * <p>May use: {@code cli.console}, {@code risk}, {@code format}, {@code scenario}, picocli.
 */
package dev.lockstep.scenarios.cli.risk;
