/**
 * What a row measures, and how its figures are predicted: a scenario, a kernel or a collective. A
 * further kind is one more {@code Subject} and one more entry in {@code Subjects}.
 *
 * <p>May use: {@code scenario}, {@code assembly}, {@code hardware}, {@code run}, {@code format},
 * and the cost models.
 */
package dev.lockstep.scenarios.validation.subject;
