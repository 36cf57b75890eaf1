/**
 * The catalogue of strategies: names, aliases, options and how each is made. An explicit list: a
 * strategy is one class plus one entry here. Other jars may add theirs.
 *
 * <p>May use: the strategies, orders from files and the core.
 */
package dev.lockstep.scenarios.catalog;
