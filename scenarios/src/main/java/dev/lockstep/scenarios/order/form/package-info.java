/**
 * How an order is written: its words, the file that holds them, and how it is read.
 *
 * <p>May use: {@code core.schedule}, for operations and refusals.
 */
package dev.lockstep.scenarios.order.form;
