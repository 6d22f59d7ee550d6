<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="http://www.loc.gov/MARC21/slim" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:srw_dc="info:srw/schema/1/dc-schema" exclude-result-prefixes="m">
	<xsl:output indent="no" method="xml" encoding="UTF-8"/>
	<xsl:template match="text()"/>
	<xsl:template match="m:record">
		<srw_dc:dc>
			<dc:title><xsl:value-of select="m:datafield[@tag='245']/m:subfield[@code='a']"/></dc:title>
			<xsl:for-each select="m:datafield[@tag='100' or @tag='700']/m:subfield[@code='a']"><dc:creator><xsl:value-of select="."/></dc:creator></xsl:for-each>
			<dc:date><xsl:value-of select="m:datafield[@tag='264']/m:subfield[@code='c']"/></dc:date>
			<xsl:for-each select="m:datafield[@tag='020']/m:subfield[@code='a']"><dc:identifier>URN:ISBN:<xsl:value-of select="."/></dc:identifier></xsl:for-each>
		</srw_dc:dc>
	</xsl:template>
</xsl:stylesheet>
