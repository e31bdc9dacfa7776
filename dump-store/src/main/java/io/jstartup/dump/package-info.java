/** The saved list: its entries in PM2's field names, and the files that hold it. */
package io.jstartup.dump;
