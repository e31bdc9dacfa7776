/** The one place where files are replaced. */
package io.jstartup.io;
