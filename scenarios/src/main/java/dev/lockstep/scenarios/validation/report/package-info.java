/**
 * A validation as text: a table for people, JSON and CSV for programs, and the page on accuracy.
 *
 * <p>May use: {@code validation} and {@code format}.
 */
package dev.lockstep.scenarios.validation.report;
