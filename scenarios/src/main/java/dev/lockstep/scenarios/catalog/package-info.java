/**
 * The catalogue of strategies: names, aliases, options and how each is made. An explicit list, no
 * reflection: a strategy is one class plus one entry here.
 *
 * <p>May use: the strategies and the core.
 */
package dev.lockstep.scenarios.catalog;
