package io.jstartup.generator.rules;

/**
 * One thing that a boot hook must get right, because boot scripts are known to get it wrong.
 *
 * @param number by which design notes and reports name it
 * @param text the rule in words, the test's name
 * @param check fails with an {@link AssertionError} when a hook breaks it
 */
record Rule(int number, String text, Check check) {
  /** Looks at the rendered hooks, or runs them. */
  interface Check {
    void run() throws Exception;
  }
}
