/** JSON as trees of plain objects, for the files about apps and for the control protocol. */
package io.jstartup.dump.json;
