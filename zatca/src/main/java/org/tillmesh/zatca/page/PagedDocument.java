package org.tillmesh.zatca.page;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Calendar;
import java.util.List;
import javax.xml.transform.TransformerException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.xmpbox.XMPMetadata;
import org.apache.xmpbox.type.BadFieldValueException;
import org.apache.xmpbox.xml.XmpSerializer;

/** A PDF for the archive (ISO 19005-3, level U): drawn pages, the shapes that they use, colours and metadata. */
public final class PagedDocument {
    private static final String PRODUCER = "TillMesh";

    private PagedDocument() {}

    /**
     * Whoever asks closes it.
     *
     * @param faces whose shapes the pages draw
     * @param isWide whether A4 lies on its side
     */
    public static PDDocument of(
            List<PageContent> pages, List<FontFace> faces, boolean isWide, String title, Calendar issued)
            throws IOException {
        var document = new PDDocument();
        try {
            var fonts = new COSDictionary();
            for (FontFace face : faces) {
                if (!face.used().isEmpty()) {
                    fonts.setItem(COSName.getPDFName(face.name()), EmbeddedFace.embed(face, document));
                }
            }
            var resources = new PDResources();
            resources.getCOSObject().setItem(COSName.FONT, fonts);
            for (PageContent drawn : pages) {
                var page = new PDPage(
                        isWide
                                ? new PDRectangle(PDRectangle.A4.getHeight(), PDRectangle.A4.getWidth())
                                : PDRectangle.A4);
                page.setResources(resources);
                page.setContents(
                        new PDStream(document, new ByteArrayInputStream(drawn.content()), COSName.FLATE_DECODE));
                document.addPage(page);
            }
            mark(document, title, issued);
            return document;
        } catch (IOException | RuntimeException e) {
            document.close();
            throw e;
        }
    }

    /** The file. @param id that the same content makes the same */
    public static byte[] saved(PDDocument document, long id) throws IOException {
        document.getDocument().setVersion(1.7f);
        document.setDocumentId(id);
        var bytes = new ByteArrayOutputStream();
        document.save(bytes, CompressParameters.NO_COMPRESSION);
        return bytes.toByteArray();
    }

    private static void mark(PDDocument document, String title, Calendar issued) throws IOException {
        var about = new PDDocumentInformation();
        about.setTitle(title);
        about.setProducer(PRODUCER);
        about.setCreator(PRODUCER);
        about.setCreationDate(issued);
        about.setModificationDate(issued);
        document.setDocumentInformation(about);
        document.getDocumentCatalog().setLanguage("ar-SA");

        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        var intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
        intent.setInfo("sRGB IEC61966-2.1");
        intent.setOutputCondition("sRGB IEC61966-2.1");
        intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
        intent.setRegistryName("http://www.color.org");
        document.getDocumentCatalog().addOutputIntent(intent);

        var metadata = new PDMetadata(document);
        metadata.importXMPMetadata(xmp(title, issued));
        document.getDocumentCatalog().setMetadata(metadata);
    }

    private static byte[] xmp(String title, Calendar issued) throws IOException {
        try {
            XMPMetadata xmp = XMPMetadata.createXMPMetadata();
            var archive = xmp.createAndAddPDFAIdentificationSchema();
            archive.setPart(3);
            archive.setConformance("U");
            xmp.createAndAddDublinCoreSchema().setTitle(title);
            xmp.createAndAddAdobePDFSchema().setProducer(PRODUCER);
            var basic = xmp.createAndAddXMPBasicSchema();
            basic.setCreatorTool(PRODUCER);
            basic.setCreateDate(issued);
            basic.setModifyDate(issued);
            var bytes = new ByteArrayOutputStream();
            new XmpSerializer().serialize(xmp, bytes, true);
            return bytes.toByteArray();
        } catch (BadFieldValueException | TransformerException e) {
            throw new IOException("The metadata of \"" + title + "\" can't be written", e);
        }
    }
}
