/**
 * {@code lockstep train}.
 *
 * <p>May use: {@code cli.console}, {@code train}, {@code format}, {@code scenario}, picocli.
 */
package dev.lockstep.scenarios.cli.train;
