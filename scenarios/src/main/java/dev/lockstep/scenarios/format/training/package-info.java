/**
 * What came of training: tables, JSON, CSV, and a page with curves.
 *
 * <p>May use: {@code train}, {@code format}, {@code format.curve}, {@code scenario.source},
 * Jackson.
 */
package dev.lockstep.scenarios.format.training;
