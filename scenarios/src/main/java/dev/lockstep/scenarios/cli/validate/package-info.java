/**
 * The command {@code validate}.
 *
 * <p>May use: {@code console}, {@code scenario}, {@code train}, {@code validation}, {@code local},
 * {@code format}, {@code core.timeline}, {@code core.trace}.
 */
package dev.lockstep.scenarios.cli.validate;
