/** The library: what the command line does, for Java programs. Start at {@link io.jstartup.client.JStartup}. */
package io.jstartup.client;
