/**
 * A page for each strategy of the catalogue, its words, what a small workload shows of it and a
 * picture of that, and an overview to choose from.
 *
 * <p>May use: the catalogue, scenarios and their runs, and the drawing of timelines, and formulas.
 */
package dev.lockstep.scenarios.report.page;
