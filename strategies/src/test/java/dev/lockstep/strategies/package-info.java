/** What the tests of strategies share: times, runs and drawings. */
package dev.lockstep.strategies;
