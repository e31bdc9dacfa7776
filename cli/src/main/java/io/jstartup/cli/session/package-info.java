/** What every command works with: the home, its supervisor, its saved list, and how results and problems are shown. */
package io.jstartup.cli.session;
