/**
 * The command {@code validate}.
 *
 * <p>May use: {@code console}, {@code validation}.
 */
package dev.lockstep.scenarios.cli.validate;
