/** When and by whom the list is saved. */
package io.jstartup.supervisor.save;
