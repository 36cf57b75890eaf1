/**
 * Results of studies as a page that needs nothing but itself.
 *
 * <p>May use: Jackson, for data in the page; the scripts of ECharts and Tabulator, as text.
 */
package dev.lockstep.scenarios.report.results;
