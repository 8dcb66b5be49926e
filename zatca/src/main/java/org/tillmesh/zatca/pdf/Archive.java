package org.tillmesh.zatca.pdf;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Calendar;
import java.util.Map;
import javax.xml.transform.TransformerException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.xmpbox.XMPMetadata;
import org.apache.xmpbox.type.BadFieldValueException;
import org.apache.xmpbox.xml.XmpSerializer;

/** What makes a PDF one for the archive (ISO 19005-3, level U): colours, metadata, and the XML as an associated file. */
final class Archive {
    private static final String PRODUCER = "TillMesh";

    private Archive() {}

    static void mark(PDDocument document, String title, Calendar issued) throws IOException {
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

    static void attach(PDDocument document, String name, byte[] xml, Calendar issued) throws IOException {
        var embedded = new PDEmbeddedFile(document, new ByteArrayInputStream(xml), COSName.FLATE_DECODE);
        embedded.setSubtype("text/xml");
        embedded.setSize(xml.length);
        embedded.setCreationDate(issued);
        embedded.setModDate(issued);
        var file = new PDComplexFileSpecification();
        file.setFile(name);
        file.setFileUnicode(name);
        file.setFileDescription("The signed document (UBL 2.1)");
        file.setEmbeddedFile(embedded);
        file.setEmbeddedFileUnicode(embedded);
        file.getCOSObject().setName("AFRelationship", "Alternative");
        var tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of(name, file));
        var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
        var associated = new COSArray();
        associated.add(file.getCOSObject());
        document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("AF"), associated);
    }
}
