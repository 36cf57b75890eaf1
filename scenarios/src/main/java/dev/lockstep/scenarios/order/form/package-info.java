/**
 * How an order is written: its words, the file that holds them, and how it is read.
 *
 * <p>May use: {@code core.schedule}, for operations and refusals; {@code core.strategy}, for what
 * stands in the header.
 */
package dev.lockstep.scenarios.order.form;
