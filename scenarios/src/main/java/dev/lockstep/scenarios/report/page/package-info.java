/**
 * A page for each strategy of the catalogue: its words, and what a small workload shows of it.
 *
 * <p>May use: the catalogue, scenarios and their runs, and the drawing of timelines.
 */
package dev.lockstep.scenarios.report.page;
