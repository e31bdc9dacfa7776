/** The boot hook as the command line sees it: from options to facts, and what is shown before and after. */
package io.jstartup.cli.boot;
