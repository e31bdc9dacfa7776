/** Process files, and the attributes of an app that stand in them and in the command line's options. */
package io.jstartup.dump.processfile;
