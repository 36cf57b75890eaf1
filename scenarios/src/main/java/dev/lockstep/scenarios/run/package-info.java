/**
 * One execution: a scenario becomes a strategy's schedule, costs, timelines and figures. The only
 * place where the parts are put together.
 *
 * <p>May use: {@code scenario}, {@code catalog}, and everything of the modules below.
 */
package dev.lockstep.scenarios.run;
