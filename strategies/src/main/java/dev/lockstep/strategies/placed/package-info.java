/**
 * Asynchronous pipelines whose stages are not one to a device: on several devices each, or several
 * of them anywhere on one.
 *
 * <p>May use: {@code core.schedule}, {@code core.strategy}.
 */
package dev.lockstep.strategies.placed;
