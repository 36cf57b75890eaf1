/**
 * The command that plans.
 *
 * <p>May use: {@code plan}, {@code cli.console}, {@code scenario}.
 */
package dev.lockstep.scenarios.cli.plan;
