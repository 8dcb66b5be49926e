/**
 * Pages for people: a font that is in the program, Arabic joined and right to left, and what makes a PDF one for the archive.
 * Invoices and reports are drawn with it.
 *
 * <p>Start at {@link org.tillmesh.zatca.page.PagedDocument}.
 *
 * <p>Must not know: invoices, reports, what stands on the pages.
 */
@NullMarked
package org.tillmesh.zatca.page;

import org.jspecify.annotations.NullMarked;
