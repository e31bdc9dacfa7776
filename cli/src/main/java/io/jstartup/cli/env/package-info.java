/** What an app's environment is, where each value comes from, and what this shell has otherwise. */
package io.jstartup.cli.env;
