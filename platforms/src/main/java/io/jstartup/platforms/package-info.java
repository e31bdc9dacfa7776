/**
 * What each init system is, and which one runs here.
 *
 * <p>To bring a hook to one more init system: a folder of templates that has its id, the {@code plan} of its class here (with a {@link
 * io.jstartup.platforms.Syntax} for its files), and its golden case.
 */
package io.jstartup.platforms;
